"""The addresses about people, behind /werk/."""

from __future__ import annotations

from django.urls import URLPattern, path

from grondrecht.web.work import people

urlpatterns: list[URLPattern] = [
    path("mensen", people.people, name="work-people"),
    path("mensen/<int:number>", people.person, name="work-person"),
    path("mensen/<int:number>/wissen", people.erase, name="work-person-erase"),
    path("mensen/<int:number>/gegevens.json", people.kept, name="work-person-data"),
    path("ik", people.me, name="work-me"),
    path("ik/gegevens.json", people.my_data, name="work-me-data"),
]
